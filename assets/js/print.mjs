// Print buttons, and paper that shows all: what is folded is opened for printing, then closed.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

let opened = []

addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details:not([open])')]
  for (const fold of opened) fold.open = true
})

addEventListener('afterprint', () => {
  for (const fold of opened) fold.open = false
})
