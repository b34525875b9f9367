// Scoring with lunr itself, over an index that holds the query's terms and the wanted documents only.
//
// lunr divides a document's dot product with the query by the size of the query alone, so a score depends on no
// other term and no other document: the scores are those of the whole index.

/**
 * Returns the score of each wanted document.
 * @param {{term: string, fields: string[], boost: number}[]} clauses
 * @param {(doc: number) => boolean} wanted
 * @returns {Map<number, number>}
 */
function score(clauses, terms, wanted) {
  const used = [...new Set(clauses.map(({ term }) => term))].filter((term) => terms.get(term).fields.size).sort();
  const index = partialIndex(used, terms, wanted);
  const known = new Set(used);
  const results = index.query((query) => {
    for (const { term, fields, boost } of clauses) {
      if (known.has(term)) query.term(term, { fields: [...fields], boost, usePipeline: false });
    }
  });
  return new Map(results.map(({ ref, score }) => [Number(ref), score]));
}

function partialIndex(used, terms, wanted) {
  const { fields, documents } = terms.store.manifest;
  const invertedIndex = Object.create(null);
  const fieldVectors = Object.create(null);
  used.forEach((term, number) => {
    const posting = terms.get(term);
    const idf = inverseFrequency(posting, documents);
    const entry = (invertedIndex[term] = { _index: number });
    for (const [field, boost, average] of fields) {
      entry[field] = {};
      const found = posting.fields.get(field);
      if (found) addPosting(entry[field], fieldVectors, number, field, found, wanted, (count, length) =>
        weigh(idf, count, length, average, boost));
    }
  });
  const tokenSet = lunr.TokenSet.fromArray(used);
  const names = fields.map(([field]) => field);
  return new lunr.Index({ invertedIndex, fieldVectors, tokenSet, fields: names, pipeline: new lunr.Pipeline() });
}

const NO_METADATA = Object.freeze({});

function addPosting(entry, vectors, number, field, { docs, counts, lengths }, wanted, weight) {
  docs.forEach((doc, place) => {
    if (!wanted(doc)) return;
    entry[doc] = NO_METADATA;
    const vector = (vectors[`${field}/${doc}`] ??= new lunr.Vector());
    vector.elements.push(number, weight(counts[place], lengths[place]));
  });
}
