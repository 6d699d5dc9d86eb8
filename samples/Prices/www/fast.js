import { address, keepReading, protocol } from './link.js';

/** Reads as browsers do by themselves: at once. Gets the server's reports on the queues of all its readers too. */
export function readFast(view, reported) {
  keepReading(view, () => new Promise(resolve => {
    const socket = new WebSocket(address, protocol);
    socket.onopen = () => {
      view.market.forget();
      view.opened();
      view.show('open', 'reading');
      socket.send('queues');
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.reader) reported(message);
      else view.take(message);
    };
    socket.onclose = resolve;
  }));
}
