import { connect } from './link.js';
import { addLast, entry, part } from './log.js';

export function startChat(card) {
  const name = card.querySelector('#chat-name');
  const input = card.querySelector('#chat-input');
  const log = card.querySelector('#chat-log');
  let nameSent = '';

  const link = connect('chat', card, {
    opened() {
      // The server sends its history, and knows this client no more.
      log.replaceChildren();
      nameSent = '';
      sendName();
    },
    received(data) {
      addLast(log, line(JSON.parse(data)), 200);
    },
  });

  function sendName() {
    const wanted = name.value.trim();
    if (wanted && wanted !== nameSent && link.send(`/nick ${wanted}`)) nameSent = wanted;
  }

  name.addEventListener('change', sendName);
  card.querySelector('#chat-form').addEventListener('submit', event => {
    event.preventDefault();
    sendName();
    if (input.value.trim() && link.send(input.value)) input.value = '';
    if (document.activeElement === name) input.focus();
  });
}

function line({ event, name, text, at }) {
  const who = part('bdi', 'who', name);
  switch (event) {
    case 'say': return entry(time(at), who, part('bdi', 'said', text));
    case 'join': return notice(time(at), who, ' has joined');
    case 'leave': return notice(time(at), who, ' has left');
    case 'rename': return notice(time(at), who, ' is now ', part('bdi', 'who', text));
    default: return notice(text);
  }
}

function notice(...parts) {
  const item = entry(...parts);
  item.className = 'notice-line';
  return item;
}

function time(at) {
  return part('time', 'facts', new Date(at).toLocaleTimeString([], { timeStyle: 'short', hourCycle: 'h23' }));
}
