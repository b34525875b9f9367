// Reading the numbers that codec.py writes as printable characters.

const DIGITS = new Uint8Array(128);
for (let place = 0; place < ALPHABET.length; place++) DIGITS[ALPHABET.charCodeAt(place)] = place;

/** Reads numbers one by one, or many at once. */
class Numbers {
  constructor(text, at = 0) {
    this.text = text;
    this.at = at;
  }

  get done() {
    return this.at >= this.text.length;
  }

  next() {
    let rest = 0;
    for (;;) {
      const digit = DIGITS[this.text.charCodeAt(this.at++)];
      if (!(digit >= CLOSING)) return rest * CLOSING + (digit || 0);
      rest = rest * (ALPHABET.length - CLOSING) + digit - CLOSING + 1;
    }
  }

  take(count) {
    const numbers = new Int32Array(count);
    for (let place = 0; place < count; place++) numbers[place] = this.next();
    return numbers;
  }
}

/** Returns all numbers of a text. */
function decode(text) {
  const numbers = [];
  for (const reader = new Numbers(text); !reader.done; ) numbers.push(reader.next());
  return numbers;
}

/** Returns the rising numbers whose gaps a text holds. */
function decodeRising(text) {
  let last = -1;
  return decode(text).map((gap) => (last += gap + 1));
}
