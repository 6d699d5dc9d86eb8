// One reader's card: what it has taken so far, and how far that is from what there is now.

const isOld = 1000;

export function createView(card, market) {
  const state = card.querySelector('.state');
  const look = card.querySelector('.look');
  card.append(document.getElementById('reader').content.cloneNode(true));
  const list = card.querySelector('.tiles');
  list.setAttribute('aria-label', `Prices of the ${card.querySelector('h2').textContent.toLowerCase()}`);
  const figures = new Map();
  for (const element of card.querySelectorAll('[data-figure]')) {
    element.dataset.testid = `${card.id}-${element.dataset.figure}`;
    figures.set(element.dataset.figure, element);
  }

  let id;
  let received = 0;
  let skipped = 0;
  let queue = { waiting: 0, peak: 0, dropped: 0 };
  const prices = new Map();
  const tiles = new Map();

  function set(figure, value, text = value.toLocaleString('en')) {
    const element = figures.get(figure);
    if (element.textContent === text) return;
    element.value = value;
    element.textContent = text;
  }

  function oldest() {
    let age = 0;
    for (const price of prices.values()) age = Math.max(age, market.age(price));
    return age;
  }

  function behind() {
    let sum = 0;
    for (const price of prices.values()) sum += market.behind(price);
    return sum;
  }

  return {
    card,
    market,
    oldest,
    behind,
    totals: () => ({ received, skipped }),

    /** A new connection: what came before it is not counted, and not missed. */
    opened() {
      received = skipped = 0;
      queue = { waiting: 0, peak: 0, dropped: 0 };
      prices.clear();
    },

    take(message) {
      if (message.you) {
        id = message.you;
        return;
      }
      received++;
      const last = prices.get(message.share);
      if (last) skipped += message.number - last.number - 1;
      prices.set(message.share, message);
      market.saw(message);
    },

    /** The server tells what waits for one of its readers. */
    report({ reader, waiting, dropped }) {
      if (reader === id) queue = { waiting, dropped, peak: Math.max(queue.peak, waiting) };
    },

    show(name, text) {
      state.dataset.state = name;
      if (state.textContent !== text) state.textContent = text;
    },

    note(text, facts = {}) {
      look.textContent = text;
      Object.assign(look.dataset, facts);
    },

    draw() {
      set('received', received);
      set('skipped', skipped);
      set('behind', behind());
      set('oldest', Math.round(oldest()), seconds(oldest()));
      set('waiting', queue.waiting, kilobytes(queue.waiting));
      set('peak', queue.peak, kilobytes(queue.peak));
      set('dropped', queue.dropped);
      for (const price of prices.values()) {
        if (!tiles.has(price.share)) tiles.set(price.share, createTile(list, price.share));
        tiles.get(price.share)(price, market.age(price));
      }
    },
  };
}

/** Adds a tile; answers what shows a price in it. */
function createTile(list, share) {
  const tile = document.getElementById('tile').content.firstElementChild.cloneNode(true);
  const [price, number, age] = ['.price', '.number', '.age'].map(name => tile.querySelector(name));
  tile.querySelector('.share').textContent = share;
  list.append(tile);
  return (latest, milliseconds) => {
    tile.classList.toggle('old', milliseconds > isOld);
    price.textContent = latest.price.toFixed(2);
    price.classList.toggle('lower', latest.price < latest.opening);
    number.textContent = `#${latest.number}`;
    age.textContent = `${seconds(milliseconds)} s`;
  };
}

const seconds = milliseconds => (Math.max(milliseconds, 0) / 1000).toFixed(1);
const kilobytes = bytes => (bytes / 1000).toFixed(1);
