// A WebSocket that comes back by itself. The card's state element shows how it is:
// data-state is "connecting", "open" or "waiting".

const firstDelay = 500;
const longestDelay = 10_000;
const waiting = new Set();

export function connect(protocol, card, { opened, received, closed }) {
  const state = card.querySelector('.state');
  const buttons = card.querySelectorAll('button');
  let socket;
  let delay = firstDelay;

  function open() {
    let wasOpen = false;
    show('connecting', 'connecting');
    socket = new WebSocket(location.origin.replace(/^http/, 'ws') + '/', protocol);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      wasOpen = true;
      delay = firstDelay;
      show('open', 'open');
      opened?.();
      // One link has found the server again: the others need not wait longer.
      retryAll();
    };
    socket.onmessage = event => received(event.data);
    socket.onclose = event => {
      if (wasOpen) closed?.(event);
      wait();
    };
  }

  function wait() {
    // Up to 20 % more or less, so that a restarted server is not met by all its clients at once.
    const until = performance.now() + delay * (0.8 + 0.4 * Math.random());
    delay = Math.min(delay * 2, longestDelay);

    const tick = () => {
      const left = until - performance.now();
      if (left <= 0) retry();
      else show('waiting', `retry in ${Math.ceil(left / 1000)} s`);
    };
    const timer = setInterval(tick, 100);
    const retry = () => {
      clearInterval(timer);
      waiting.delete(retry);
      open();
    };
    waiting.add(retry);
    tick();
  }

  function show(name, text) {
    if (state.textContent !== text) state.textContent = text;
    if (state.dataset.state === name) return;
    state.dataset.state = name;
    // aria-disabled keeps the focus where it is; disabled would take it away.
    for (const button of buttons) button.ariaDisabled = String(name !== 'open');
    document.dispatchEvent(new Event('link-state'));
  }

  open();
  return {
    /** Answers whether the message has been sent. */
    send(data) {
      const isOpen = socket.readyState === WebSocket.OPEN;
      if (isOpen) socket.send(data);
      return isOpen;
    },
  };
}

function retryAll() {
  for (const retry of [...waiting]) retry();
}

addEventListener('online', retryAll);
document.addEventListener('visibilitychange', () => document.hidden || retryAll());
