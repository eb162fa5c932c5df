// A decision is read back on the page where it was typed, so that Back never asks to send it again.
// What cannot be put in place (signed out, an error, no answer) is sent as any form is.
document.body.addEventListener('htmx:afterRequest', ({ detail: { requestConfig, xhr } }) => {
  const isInPlace = xhr.status === 200 || xhr.status === 422
  if (requestConfig.elt.matches('form[hx-select]') && !isInPlace) requestConfig.elt.submit()
})

document.body.addEventListener('htmx:afterSettle', ({ detail }) => {
  if (detail.target.id !== 'main') return
  const first = document.querySelector('.nhsuk-error-summary') ?? document.querySelector('main h1')
  first.tabIndex = -1
  first.focus()
})
