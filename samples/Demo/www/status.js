import { connect } from './link.js';
import { part } from './log.js';

export function startStatus(card) {
  const count = card.querySelector('#status-count');
  const rows = card.querySelector('#status-rows');

  connect('status', card, {
    received(data) {
      const status = JSON.parse(data);
      count.textContent = status.count;
      rows.replaceChildren(...status.clients.map(row));
      const unlisted = status.count - status.clients.length;
      if (unlisted > 0) rows.append(restRow(unlisted));
    },
    closed() {
      count.textContent = '0';
      rows.replaceChildren();
    },
  });
}

function row({ id, protocol, address, since }) {
  const element = document.createElement('tr');
  const time = new Date(since).toLocaleTimeString([], { timeStyle: 'medium', hourCycle: 'h23' });
  element.append(part('td', '', id), part('td', 'protocol', protocol), part('td', '', address), part('td', '', time));
  return element;
}

function restRow(unlisted) {
  const cell = part('td', 'note', `and ${unlisted} more`);
  cell.colSpan = 4;
  const element = document.createElement('tr');
  element.append(cell);
  return element;
}
