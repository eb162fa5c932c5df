// The checklist beside the comparison: presses one after another, keys, what moved, and saying so
// when nothing was saved. The server's answer holds the parts that changed; htmx puts them in place.
const form = document.getElementById('checklist')

if (form) {
  const notSaved = document.getElementById('not-saved')
  const narrow = matchMedia('(max-width: 48rem)')
  const moment = 2500
  let places = new Map()
  let presses = Promise.resolve()

  const placesNow = () =>
    new Map([...document.querySelectorAll('#comparison [data-place]')].map((each) => [each.dataset.medicine, each.dataset.place]))

  // Signing in again, in another tab, gives a new token; without it every press would be turned away.
  const renewToken = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(form.action)).text(), 'text/html')
    const token = page.querySelector('#checklist [name=csrfmiddlewaretoken]')
    if (token) form.elements.csrfmiddlewaretoken.value = token.value
  }

  // Nothing here is animated from what stood there before: htmx need not wait for it.
  const send = async (value) => {
    try {
      if (!notSaved.hidden) await renewToken()
      await htmx.ajax('POST', form.action, { source: form, target: '#comparison', swap: 'outerHTML settle:0ms', values: { do: value } })
    } catch {
      notSaved.hidden = false
    }
  }

  // One press waits for the one before it: each carries the ticket that the last answer brought.
  const press = (value) => { presses = presses.then(() => send(value)) }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    press(event.submitter?.value ?? 'words:')
  })

  // On a line of the list the number keys 1 to 5 put it there.
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
    detail.shouldSwap = isOurs
    places = placesNow()
  })

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
