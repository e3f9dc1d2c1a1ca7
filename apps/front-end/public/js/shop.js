// The shop works without this file; with it, adding to the basket does not leave the page.

/* global document, fetch, FormData, setTimeout, URLSearchParams, window */

const say = document.querySelector('[data-announce]');
const counts = document.querySelectorAll('[data-basket-count]');

async function add(form) {
  const response = await fetch(form.action, {
    method: 'POST',
    body: new URLSearchParams(new FormData(form)),
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(String(response.status));
  const { count, text } = await response.json();
  for (const place of counts) {
    place.textContent = String(count);
    place.hidden = count === 0;
  }
  say.textContent = text;
}

for (const form of document.querySelectorAll('form[data-add]')) {
  const button = form.querySelector('button');
  const label = button.innerHTML;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.setAttribute('aria-disabled', 'true');
    try {
      await add(form);
      button.textContent = 'Added';
      setTimeout(() => (button.innerHTML = label), 1600);
    } catch {
      // Sent as any form is: the answer is then a page that says what is wrong.
      form.submit();
    } finally {
      button.removeAttribute('aria-disabled');
    }
  });
}

// An order is placed once, however often the button is pressed.
for (const form of document.querySelectorAll('form[data-once]')) {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault();
    sent = true;
    form.querySelector('button').setAttribute('aria-disabled', 'true');
  });
  window.addEventListener('pageshow', () => (sent = false));
}

document.querySelector('[data-focus]')?.focus();
