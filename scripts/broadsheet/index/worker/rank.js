// Ranking by lunr's scores.
//
// lunr divides a document's dot product with the query by the size of the query alone, so a score depends on no
// other term and no other document. The dot products of all results are summed in one pass over the postings; the
// best of them go into a small index, and lunr has the last word about their order.

/** Returns the terms of a query that exist, each with its fields and boosts. */
function queryTerms(clauses, terms) {
  const boosts = new Map();
  for (const { term, fields, boost } of clauses) {
    if (!terms.get(term).fields.size) continue;
    if (!boosts.has(term)) boosts.set(term, new Map());
    for (const field of fields) boosts.get(term).set(field, (boosts.get(term).get(field) ?? 0) + boost);
  }
  return boosts;
}

/** Returns lunr's score of every document, but for the order in which it adds up. */
function sumScores(clauses, terms) {
  const boosts = queryTerms(clauses, terms);
  const scores = new Float64Array(terms.store.lengths.length);
  for (const field of FIELDS) {
    const size = Math.hypot(...Array.from(boosts.values(), (fields) => fields.get(field) ?? 0));
    for (const [term, fields] of boosts) {
      const found = terms.get(term).fields.get(field);
      if (!found || !fields.get(field)) continue;
      const share = fields.get(field) / size;
      const weights = terms.weights(term, field);
      for (let place = 0; place < weights.length; place++) scores[found.docs[place]] += share * weights[place];
    }
  }
  return scores;
}

const ALIKE = 1e-6; // sums in another order differ by less, lunr's weights by more

/** Returns the documents with the highest keys, in no order: a few more where keys are equal. */
function shortlist(docs, keyOf, count) {
  if (docs.length <= count) return docs;
  const keys = new Float64Array(docs.length);
  for (let place = 0; place < docs.length; place++) keys[place] = keyOf(docs[place]);
  const bar = keys.slice().sort()[docs.length - count] - ALIKE;
  return docs.filter((_, place) => keys[place] >= bar);
}

/**
 * Returns lunr's scores of some documents, by document.
 * @param {{term: string, fields: string[], boost: number}[]} clauses
 */
function lunrScores(clauses, terms, docs) {
  const used = [...queryTerms(clauses, terms).keys()].sort();
  const known = new Set(used);
  const results = partialIndex(used, terms, docs).query((query) => {
    for (const { term, fields, boost } of clauses) {
      if (known.has(term)) query.term(term, { fields: [...fields], boost, usePipeline: false });
    }
  });
  return new Map(results.map(({ ref, score }) => [Number(ref), score]));
}

function partialIndex(used, terms, wanted) {
  const invertedIndex = Object.create(null);
  const fieldVectors = Object.create(null);
  used.forEach((term, number) => {
    invertedIndex[term] = { _index: number };
    for (const field of FIELDS) invertedIndex[term][field] = addPosting(term, number, field, terms, wanted, fieldVectors);
  });
  const tokenSet = lunr.TokenSet.fromArray(used);
  return new lunr.Index({ invertedIndex, fieldVectors, tokenSet, fields: FIELDS, pipeline: new lunr.Pipeline() });
}

const NO_METADATA = Object.freeze({});

function addPosting(term, number, field, terms, wanted, vectors) {
  const entry = {};
  const docs = terms.get(term).fields.get(field)?.docs ?? [];
  for (const doc of wanted) {
    const place = lowerBound(docs, (one) => one >= doc);
    if (docs[place] !== doc) continue;
    entry[doc] = NO_METADATA;
    const vector = (vectors[`${field}/${doc}`] ??= new lunr.Vector());
    vector.elements.push(number, terms.weights(term, field)[place]);
  }
  return entry;
}
