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
    const page = reader.parseFromString(await (await fetch(form.action, { headers: { Live: 'follow' } })).text(), 'text/html')
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
      const now = document.getElementById(part.id)
      if (!now.isEqualNode(part)) now.replaceWith(part)
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

  // A press that found no connection, or nobody signed in, waits with those after it, and all are
  // sent in their order. Each has a key of its own, so that none counts twice, and says at which
  // version it was made, so that what somebody else did to the same line meanwhile is not undone.
  const queue = []
  const patience = { soon: 1500, answer: 10000, again: 3000 }
  const conversation = form.action
  const version = () => document.getElementById('ticket').dataset.version
  const waits = () => queue.filter((each) => each.isLate)

  const pressOf = (each) => document.querySelector(`[name=do][value="${each.do}"]`)

  const showWaiting = () => {
    const late = waits()
    notSaved.hidden = !late.length
    const names = late.map((each) => pressOf(each)?.textContent).filter(Boolean)
    notSaved.querySelector('ul').replaceChildren(...names.map((name) => {
      const line = document.createElement('li')
      line.textContent = name
      return line
    }))
    for (const button of form.querySelectorAll('[data-waits]')) delete button.dataset.waits
    for (const each of late) form.querySelectorAll(`[name=do][value="${each.do}"]`).forEach((button) => { button.dataset.waits = '' })
  }

  const keep = () => globalThis.waiting?.write(conversation, queue.filter((each) => each.do !== 'words:'))

  const wait = async (each) => {
    if (each.isLate) return
    for (const other of queue) other.isLate = true
    showWaiting()
    await keep()
  }

  // The screen locks or is emptied: what is on its way may not arrive any more.
  form.addEventListener('keep', async ({ detail: done }) => {
    for (const each of queue) each.isLate = true
    if (queue.length) await keep().catch(() => {})
    done()
  })

  const parts = async (options) => {
    const answer = await fetch(form.action, {
      ...options, signal: AbortSignal.timeout(patience.answer), headers: { Checklist: 'parts', Since: version(), ...options.headers }
    })
    if (!answer.headers.has('Checklist')) throw new Error('another page')
    return answer
  }

  const send = async (each) => {
    const isLate = each.isLate
    if (isLate) {
      await renewToken()
      put(await (await parts({ headers: { Live: 'follow' } })).text())
    }
    const body = new URLSearchParams(new FormData(form))
    body.set('do', each.do)
    body.set('key', each.key)
    if (isLate) body.set('made_on', each.madeOn)
    // From here on it may have been kept, whatever answer comes: it is taken back by an undo of its own.
    each.isTried = true
    // What waited is sent by itself: nobody touches the screen.
    const answer = await parts({ method: 'POST', body, headers: isLate ? { Live: 'follow' } : {} })
    queue.splice(queue.indexOf(each), 1)
    if (answer.status === 422) queue.splice(0, Infinity, ...queue.filter(({ of }) => of !== each.key))
    put(await answer.text())
    if (isLate && answer.status === 422) notKept(each)
  }

  // What was not kept is said until the page is left: the next answer brings another list.
  const notKept = (each) => {
    const line = document.createElement('li')
    line.textContent = [pressOf(each)?.textContent, document.querySelector('.your-list__notice p')?.textContent].filter(Boolean).join(': ')
    const list = document.getElementById('not-kept')
    list.append(line)
    list.hidden = false
  }

  let again
  const sendAll = async () => {
    clearTimeout(again)
    while (queue.length) {
      const [each] = queue
      const soon = setTimeout(() => wait(each), patience.soon)
      try {
        await send(each)
        if (each.isLate) await keep()
      } catch {
        await wait(each)
        again = setTimeout(go, patience.again)
        break
      } finally {
        clearTimeout(soon)
      }
    }
    showWaiting()
  }

  // One press waits for the one before it: each carries the ticket that the last answer brought.
  const go = () => {
    form.dataset.saving = ''
    presses = presses.then(sendAll).then(() => { if (!queue.length) delete form.dataset.saving })
  }

  const press = (value) => {
    const isLate = waits().length > 0
    const last = queue.at(-1)
    if (value === 'undo:' && isLate && !last.isTried) queue.pop()
    else queue.push({ do: value, key: crypto.randomUUID?.() ?? '', madeOn: version(), isLate, of: value === 'undo:' && last?.key })
    if (waits().length || value === 'undo:') showWaiting(keep())
    go()
  }

  addEventListener('online', () => { if (queue.length) go() })
  globalThis.addEventListener('load', async () => {
    const kept = await globalThis.waiting?.read(conversation).catch(() => [])
    if (!kept?.length) return
    queue.unshift(...kept)
    go()
  })

  // What somebody else pressed is put in place between two presses of one's own (see live.mjs).
  const followOthers = async (newest) => {
    if (Number(version()) >= newest || waits().length) return
    put(await (await parts({ headers: { Live: 'follow' } })).text())
  }

  form.addEventListener('follow', ({ detail: { newest, done } }) => {
    presses = presses.then(() => followOthers(newest)).catch(() => {}).then(done)
  })

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
