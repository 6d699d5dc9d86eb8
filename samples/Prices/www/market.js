// What the page knows of the market as a whole: the newest price of each share that any reader has seen, and the server's time.

export function createMarket() {
  const newest = new Map();
  let clockOffset = -Infinity;

  return {
    saw({ share, number, at }) {
      newest.set(share, Math.max(number, newest.get(share) ?? 0));
      // The least delayed message tells the server's clock best.
      clockOffset = Math.max(clockOffset, at - performance.now());
    },
    /** How many prices of its share are newer. */
    behind({ share, number }) {
      return Math.max(0, (newest.get(share) ?? number) - number);
    },
    /** How old a price is, in milliseconds by the server's clock. */
    age({ at }) {
      return performance.now() + clockOffset - at;
    },
    /** The server has been started again: it counts anew. */
    forget() {
      newest.clear();
      clockOffset = -Infinity;
    },
  };
}
