// The checklist beside the comparison: presses one after another, keys, what moved, and saying so
// when nothing was saved. The server's answer holds the parts that changed, each with the id of the
// one whose place it takes. They are put there without htmx, which takes four times as long: it
// says goodbye to each element that goes and looks at each one that comes for wishes of its own.
const form = document.getElementById('checklist')

if (form) {
  const notSaved = document.getElementById('not-saved')
  const narrow = matchMedia('(max-width: 48rem)')
  const moment = 2500
  const reader = new DOMParser()
  let presses = Promise.resolve()
  let isPutting = false

  const rowsNow = () => new Map([...document.querySelectorAll('#comparison [data-medicine]')].map((row) => [row.dataset.medicine, row]))

  // Signing in again, in another tab, gives a new token; without it every press would be turned away.
  const renewToken = async () => {
    const page = reader.parseFromString(await (await fetch(form.action)).text(), 'text/html')
    const token = page.querySelector('#checklist [name=csrfmiddlewaretoken]')
    if (token) form.elements.csrfmiddlewaretoken.value = token.value
  }

  // What somebody is typing in while the answer comes goes on as they left it.
  const goOn = (left) => {
    const now = document.getElementById(left.id)
    if (!now) return document.getElementById('your-list-heading').focus()
    if (now === left) return
    const around = now.closest('details')
    if (around && now.tagName !== 'SUMMARY') around.open = true
    now.focus({ preventScroll: true })
    if (!left.matches('[data-words]') || left.value === left.defaultValue) return
    now.value = left.value
    now.setSelectionRange(left.selectionStart, left.selectionEnd)
  }

  const put = (answer) => {
    const before = [...rowsNow()].map(([medicine, row]) => [medicine, row.dataset.place, row.offsetHeight])
    const left = document.activeElement
    isPutting = true
    for (const part of [...reader.parseFromString(answer, 'text/html').body.children]) {
      document.getElementById(part.id).replaceWith(part)
    }
    isPutting = false
    if (left !== document.body) goOn(left)
    const rows = rowsNow()
    for (const [medicine, place, height] of before) {
      const row = rows.get(medicine)
      // Out of sight it is not laid out (see _comparison.scss); what is in sight stays where it is.
      row.style.containIntrinsicBlockSize = `auto ${height}px`
      if (place === row.dataset.place) continue
      row.classList.add('compared--moved')
      setTimeout(() => row.classList.remove('compared--moved'), moment)
    }
  }

  const send = async (value) => {
    try {
      if (!notSaved.hidden) await renewToken()
      const body = new URLSearchParams(new FormData(form))
      body.set('do', value)
      const answer = await fetch(form.action, { method: 'POST', body, headers: { Checklist: 'parts' } })
      notSaved.hidden = answer.headers.has('Checklist')
      if (notSaved.hidden) put(await answer.text())
    } catch {
      notSaved.hidden = false
    }
  }

  // One press waits for the one before it: each carries the ticket that the last answer brought.
  const press = (value) => {
    const mine = presses.then(() => send(value)).then(() => { if (presses === mine) delete form.dataset.saving })
    form.dataset.saving = ''
    presses = mine
  }

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

  // Own words are saved when the field is left, if they are others than those that were drawn. A
  // field whose place is taken is not left.
  form.addEventListener('focusout', ({ target }) => {
    if (!isPutting && target.matches('[data-words]') && target.value !== target.defaultValue) press('words:')
  })

  // On a phone one group is open at a time; the counts say what is chosen in the others.
  if (narrow.matches) {
    for (const [number, group] of [...form.querySelectorAll('.group')].entries()) {
      group.name = 'groups'
      group.open = number === 0
    }
  }
}
