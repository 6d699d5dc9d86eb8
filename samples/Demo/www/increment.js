import { connect } from './link.js';

export function startIncrement(card) {
  const value = card.querySelector('#increment-value');
  const lastClose = card.querySelector('#increment-close');

  const link = connect('dumb-increment', card, {
    received(data) {
      value.textContent = data;
    },
    closed({ code, reason }) {
      lastClose.textContent = `Last close: ${code}${reason && ` “${reason}”`}`;
    },
  });

  card.querySelector('#increment-reset').addEventListener('click', () => link.send('reset'));
  card.querySelector('#increment-closeme').addEventListener('click', () => link.send('closeme'));
}
