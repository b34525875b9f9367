// A day or month as people write it in a question: the search page offers it as a limit of time.

const NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december|"
  + "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)";
const WRITTEN = new RegExp(`\\b(?:(\\d{1,2}) )?(${MONTH})\\.?(?: (\\d{1,2}))?,? ([12]\\d{3})\\b`, "i");

/**
 * Returns `words`, the time a question speaks of, and `query`, the question with that time as a limit.
 * @param {string} query
 * @returns {{words: string, query: string}|null} null where it speaks of no time, or limits it already
 */
export function limited(query) {
  const found = WRITTEN.exec(query);
  if (!found || /["“”]|\b(?:from|to):/.test(query)) return null;
  const [words, before, month, after, year] = found;
  const number = String(NAMES.indexOf(month.slice(0, 3).toLowerCase()) + 1).padStart(2, "0");
  const day = before ?? after;
  const time = [year, number, ...(day ? [day.padStart(2, "0")] : [])].join("-");
  return { words, query: `${query.replace(words, " ").replace(/\s+/g, " ").trim()} from:${time} to:${time}`.trim() };
}
