// Puts the focus on the list of errors, so that a screen reader begins there.
const summary = document.querySelector('.nhsuk-error-summary')

if (summary) {
  summary.tabIndex = -1
  summary.focus()
}
