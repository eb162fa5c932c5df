// What somebody types is theirs until it is saved. A step of the way saves a form first that can be
// saved at any time; out of any other a browser asks before what is typed in it is lost.
const isTyped = (field) => {
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((each) => each.defaultSelected))
  if (field.matches('[type=checkbox], [type=radio]')) return field.checked !== field.defaultChecked
  return field.matches('input:not([type=hidden]), textarea') && field.value !== field.defaultValue
}
globalThis.isInHand = (which) => [...document.querySelectorAll(which)].some((form) => [...form.elements].some(isTyped))

let isTouched = false
addEventListener('input', () => { isTouched = true })
addEventListener('submit', () => { isTouched = false })

document.addEventListener('click', (event) => {
  const link = event.target.closest('.way-through a')
  const form = document.querySelector('form[data-saves-on-the-way]')
  const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey
  if (!link || !form || !isPlain || !isTouched || !globalThis.isInHand('form[data-saves-on-the-way]')) return
  event.preventDefault()
  form.elements.then.value = link.pathname
  form.requestSubmit()
})

// Words on the checklist are saved as soon as their field is left.
addEventListener('beforeunload', (event) => {
  if (isTouched && globalThis.isInHand('main form[method=post]:not(#checklist, #join, :has([type=password]))')) event.preventDefault()
})
