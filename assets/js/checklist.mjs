// The checklist beside the comparison: keys, what moved, and saying so when nothing was saved.
const form = document.getElementById('checklist')

if (form) {
  const notSaved = document.getElementById('not-saved')
  const narrow = matchMedia('(max-width: 48rem)')
  const moment = 2500
  let places = new Map()

  const press = (value) => {
    const button = document.createElement('button')
    button.name = 'do'
    button.value = value
    button.hidden = true
    form.append(button)
    form.requestSubmit(button)
    button.remove()
  }

  const placesNow = () =>
    new Map([...document.querySelectorAll('#comparison [data-place]')].map((each) => [each.dataset.medicine, each.dataset.place]))

  // A press on a line of the list keeps its number key: 1 to 5 put it there.
  form.addEventListener('keydown', (event) => {
    const row = event.target.closest('[data-effect]')
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey
    if (row && isPlain && /^[1-5]$/.test(event.key) && event.target.tagName !== 'INPUT') {
      event.preventDefault()
      press(`to${event.key}:${row.dataset.effect}`)
    }
  })

  // Own words are saved when the field is left.
  form.addEventListener('change', (event) => {
    if (event.target.matches('[data-words]')) press('words:')
  })

  document.body.addEventListener('htmx:beforeSwap', ({ detail }) => {
    const isOurs = detail.xhr.getResponseHeader('Checklist') !== null
    notSaved.hidden = isOurs
    if (!isOurs) detail.shouldSwap = false
    places = placesNow()
  })

  for (const name of ['htmx:sendError', 'htmx:timeout', 'htmx:responseError']) {
    document.body.addEventListener(name, () => { notSaved.hidden = false })
  }

  document.body.addEventListener('htmx:afterSettle', () => {
    if (document.activeElement === document.body) document.getElementById('your-list-heading')?.focus()
    for (const [medicine, place] of placesNow()) {
      if (places.size === 0 || places.get(medicine) === place) continue
      const row = document.querySelector(`#comparison [data-medicine="${medicine}"]`)
      row.classList.add('compared--moved')
      setTimeout(() => row.classList.remove('compared--moved'), moment)
    }
  })

  // On a phone one group is open at a time; the counts say what is chosen in the others.
  if (narrow.matches) {
    for (const [number, group] of [...form.querySelectorAll('.group')].entries()) {
      group.name = 'groups'
      group.open = number === 0
    }
  }
}
