// Lists that keep their latest entries only. Text from others goes in as text, never as HTML.

export function entry(...parts) {
  const item = document.createElement('li');
  item.append(...parts);
  return item;
}

export function part(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

export function addFirst(log, item, limit) {
  log.prepend(item);
  if (log.childElementCount > limit) log.lastElementChild.remove();
}

/** Keeps the end in view, unless the reader has scrolled back. */
export function addLast(log, item, limit) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 8;
  log.append(item);
  if (log.childElementCount > limit) log.firstElementChild.remove();
  if (atEnd) log.scrollTop = log.scrollHeight;
}
