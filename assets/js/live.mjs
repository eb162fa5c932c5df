// Keeps this screen in step with the others of its conversation. The stream says only that something
// is newer; what it is, this screen asks for itself. Without a stream it asks every few seconds.
const here = document.getElementById('here')

if (here && window.EventSource) {
  const { live } = here.dataset
  const strip = here.querySelector('a').href
  const follow = { headers: { Live: 'follow' } }
  const reader = new DOMParser()
  const everySeconds = 2
  const typedSeconds = 3
  let newest = 0
  let isAsking = false
  let lastTyped = 0
  let hasLooked = false

  const shown = () => Number((document.getElementById('ticket') ?? here).dataset.version)
  const state = (word) => { here.dataset.state = word }
  const isInHand = () => globalThis.isInHand('main form')

  // Whoever has left their seat, or was signed out, sees nothing more; what a clinician types stays, to
  // be sent again after signing in, unless this browser was handed over meanwhile. A locked screen goes on.
  const leave = async () => {
    if ('seat' in here.dataset) return globalThis.emptyScreen()
    const answer = await fetch(here.dataset.awake, follow)
    if (answer.ok && (await answer.json()).left <= 0) {
      addEventListener('unlocked', open, { once: true })
      globalThis.emptyScreen()
    } else if (isInHand() && !answer.ok) state('away')
    else globalThis.openByItself(() => location.replace(location.pathname + location.search))
  }

  // Another page, or none: the right to this one has ended. A fault of the service is no such news.
  const isTheirs = (answer) => {
    if (answer.status >= 500) throw new Error('fault')
    return answer.ok && !answer.redirected
  }

  const showOthers = async () => {
    const answer = await fetch(strip, follow)
    if (!isTheirs(answer)) return leave()
    const left = here.contains(document.activeElement) && document.activeElement.form?.elements.key?.value
    here.innerHTML = await answer.text()
    if (left) [...here.querySelectorAll('form')].find((each) => each.elements.key.value === left)?.elements[3].focus()
    const asked = here.querySelector('[data-together]')
    if (asked?.querySelector('a').href === location.href) asked.remove()
    if (asked?.isConnected && sessionStorage.getItem('together') !== asked.dataset.together) {
      // Once, and only who was on a page and wrote nothing when it was asked: everybody else is left
      // alone, with the link to come.
      sessionStorage.setItem('together', asked.dataset.together)
      if (hasLooked && !isInHand()) globalThis.openByItself(() => location.assign(asked.querySelector('a').href))
    }
    hasLooked = true
    here.querySelector('[data-changed] button').addEventListener('click', () => location.reload())
    await putDoors()
  }

  // The page of the doors says more of who waits and who has joined; a code on it is shown only once
  // and stays as long as it opens anything, and a name that is typed there stays.
  const putDoors = async () => {
    const parts = document.querySelectorAll('[data-doors]')
    if (!parts.length) return
    const answer = await fetch(location.href, follow)
    if (!isTheirs(answer)) return leave()
    const page = reader.parseFromString(await answer.text(), 'text/html')
    here.dataset.version = page.getElementById('here').dataset.version
    const said = (part) => part.textContent + [...part.querySelectorAll('[name=key]')].map((each) => each.value)
    for (const part of parts) {
      const its = page.getElementById(part.id)
      const left = part.contains(document.activeElement) && document.activeElement
      if (said(part) === said(its)) continue
      part.replaceWith(its)
      if (left) [...its.querySelectorAll('button')].find((each) => each.value === left.value && each.form.elements.key.value === left.form.elements.key.value)?.focus()
    }
    const shown = document.querySelector('[data-door]')
    if (shown && !document.querySelector(`#doors [name=key][value="${shown.dataset.door}"]`)) globalThis.openByItself(() => location.replace(location.pathname))
  }

  // The whole of the page is asked for again, and what is typed in it stays: then it only says so.
  const putPage = async () => {
    if (document.querySelector('[data-doors]')) return putDoors()
    if (isInHand()) {
      here.querySelector('[data-changed]')?.removeAttribute('hidden')
      return
    }
    const answer = await fetch(location.href, follow)
    if (!isTheirs(answer)) return leave()
    const page = reader.parseFromString(await answer.text(), 'text/html')
    const left = document.activeElement.id
    const open = [...document.querySelectorAll('main details[open] > summary')].map((each) => each.textContent)
    if (document.querySelector('main :is([data-find], [data-copy], [hx-post])')) return globalThis.openByItself(() => location.reload())
    for (const part of ['main', '.way-through']) document.querySelector(part)?.replaceWith(page.querySelector(part))
    here.dataset.version = page.getElementById('here').dataset.version
    for (const each of document.querySelectorAll('main details > summary')) {
      if (open.includes(each.textContent)) each.parentElement.open = true
    }
    document.getElementById(left)?.focus({ preventScroll: true })
  }

  const catchUp = async () => {
    if (isAsking || newest <= shown()) return
    isAsking = true
    const wanted = newest
    const checklist = document.querySelector('form#checklist')
    try {
      if (checklist) await new Promise((done) => checklist.dispatchEvent(new CustomEvent('follow', { detail: { newest, done } })))
      else await putPage()
    } catch {
      setTimeout(catchUp, everySeconds * 1000)
    }
    isAsking = false
    // Something newer may have come while this was asked for.
    if (newest > wanted) catchUp()
  }

  const heardOf = (version) => {
    newest = Math.max(newest, version)
    catchUp()
  }

  const ask = async () => {
    try {
      const answer = await fetch(live, follow)
      if (!isTheirs(answer)) return leave()
      state('asking')
      heardOf((await answer.json()).version)
      await showOthers()
    } catch {
      state('away')
    }
    setTimeout(ask, everySeconds * 1000)
  }

  const open = () => {
    const stream = new EventSource(live)
    // A browser may hold a stream for a long time over a network that is gone.
    addEventListener('offline', () => {
      stream.close()
      state('away')
      addEventListener('online', open, { once: true })
    }, { once: true })
    stream.addEventListener('open', () => state('live'))
    stream.addEventListener('version', ({ data }) => heardOf(Number(data)))
    stream.addEventListener('here', () => showOthers().catch(() => state('away')))
    stream.addEventListener('gone', () => {
      stream.close()
      leave().catch(() => state('away'))
    })
    // A clinician reads on; nothing that they type is taken from them.
    stream.addEventListener('ended', () => {
      stream.close()
      if ('seat' in here.dataset) globalThis.emptyScreen()
      else if (isInHand()) showOthers().then(open).catch(() => state('away'))
      else globalThis.openByItself(() => location.replace(location.pathname + location.search))
    })
    stream.addEventListener('error', () => {
      // There is no stream here; the page has just been drawn, and is new enough for a while.
      if (stream.readyState === EventSource.CLOSED) setTimeout(ask, everySeconds * 1000)
      else state('away')
    })
  }

  // Somebody is let in, or a locked screen opened again, without leaving this page.
  here.addEventListener('submit', async (event) => {
    event.preventDefault()
    const { action } = event.target
    await fetch(action, { method: 'POST', body: new URLSearchParams(new FormData(event.target)), redirect: 'manual' }).catch(() => {})
    showOthers().catch(() => state('away'))
  })

  document.addEventListener('input', ({ target }) => {
    const token = target.form?.elements.csrfmiddlewaretoken?.value
    if (!token || Date.now() - lastTyped < typedSeconds * 1000) return
    lastTyped = Date.now()
    fetch(strip, { method: 'POST', headers: { ...follow.headers, 'X-CSRFToken': token } }).catch(() => {})
  })

  // Once the page is drawn: nobody waits for a stream.
  if (document.readyState === 'complete') open()
  else addEventListener('load', open)
}
