export const address = `${location.origin.replace(/^http/, 'ws')}/`;
export const protocol = 'prices';

export const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

/** Reads from one connection after the other; each read ends with its connection. */
export async function keepReading(view, read) {
  for (;;) {
    view.show('waiting', 'connecting');
    await read().catch(() => {});
    view.show('waiting', 'disconnected');
    // Not all pages at once, where a server has been started again.
    await pause(500 + 1000 * Math.random());
  }
}
