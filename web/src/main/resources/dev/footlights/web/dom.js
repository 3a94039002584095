/**
 * An element with its properties and children.
 *
 *   h('button', { type: 'button', onclick: stop, 'aria-label': 'Stop' }, 'Stop')
 *
 * A property that starts with `on` is a listener, one with `--` a variable of its style (the page's policy forbids the
 * attribute); `null`, `undefined` and `false` are left out.
 */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (key.startsWith('--')) {
      element.style.setProperty(key, value);
    } else {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets the text only where it differs: a screen reader and a selection are left in peace. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Brings a parent's children to be exactly these, in this order, without moving those that are in place. */
export function arrange(parent, children) {
  for (const child of [...parent.children]) {
    if (!children.includes(child)) {
      child.remove();
    }
  }
  children.forEach((child, i) => {
    if (parent.children[i] !== child) {
      parent.insertBefore(child, parent.children[i] ?? null);
    }
  });
}

/** Opens a dialog and resolves with the value of the button that closed it, 'cancel' for the Escape key. */
export function ask(dialog) {
  return new Promise((resolve) => {
    dialog.returnValue = 'cancel';
    dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true });
    dialog.showModal();
  });
}
