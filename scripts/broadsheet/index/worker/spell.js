// What the reader may have meant by a word that is found nowhere.

/** Returns the nearest frequent word, or "" where none is near. */
async function suggest(form, store) {
  const limit = form.length < 5 ? 1 : 2;
  let best = { distance: limit + 1, word: "" };
  // A slip is rarely in the first letter; if it is, the second one often stands first.
  for (const letter of new Set([...form].slice(0, 2))) {
    const place = Array.from(store.manifest.letters).indexOf(letter);
    if (place < 0) continue;
    for (const word of (await store.read(`words-${place}.txt`)).split(" ")) {
      if (STOPS.has(word)) continue; // nothing would be found by it
      const away = distance(form, word, best.distance - 1);
      if (away < best.distance) best = { distance: away, word };
    }
  }
  return best.word;
}

/** Returns how many letters have to be put in, left out, changed or swapped; more than `limit` where it is more. */
function distance(a, b, limit) {
  if (limit < 0 || Math.abs(a.length - b.length) > limit) return limit + 1;
  let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}
