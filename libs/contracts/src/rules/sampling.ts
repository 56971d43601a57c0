const BITS_32 = 0x1_0000_0000;

/** Numbers from 0 to 2³² − 1 that a seed gives, always the same ones (mulberry32). */
function* numbersOf(seed: number): Generator<number, never> {
  for (let state = seed >>> 0; ;) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    yield (mixed ^ (mixed >>> 14)) >>> 0;
  }
}

/** A number below `bound`, each alike: what would favour some of them is thrown away. */
function below(bound: number, numbers: Iterator<number, never>): number {
  const limit = BITS_32 - (BITS_32 % bound);
  for (;;) {
    const { value } = numbers.next();
    if (value < limit) return value % bound;
  }
}

/**
 * Draws a sample (抽样) as the method `SHUFFLE_1` does: the first `size` places of a shuffle (Fisher–Yates) of the population in
 * the order given, by the numbers of the seed. Whoever has seed and population draws the same sample again [C3.14].
 * @param seed integer from 0 to 2³² − 1
 * @example drawnSample(20140820, ['a', 'b', 'c', 'd'], 2)
 */
export function drawnSample(seed: number, population: readonly string[], size: number): readonly string[] {
  const numbers = numbersOf(seed);
  const places = [...population];
  const last = Math.min(size, places.length);
  for (let place = 0; place < last; place += 1) {
    const other = place + below(places.length - place, numbers);
    const [one = '', drawn = ''] = [places[place], places[other]];
    places[place] = drawn;
    places[other] = one;
  }
  return places.slice(0, last);
}
