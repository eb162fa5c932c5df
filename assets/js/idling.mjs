// A screen locks when nobody touches it. The service decides when; this says beforehand that it will,
// tells the service of touches, and takes everything off the screen at once when it is time. One in a
// seat is emptied; one of the staff is covered, and what is typed stays behind the cover.
const idling = document.getElementById('idling')
const locked = document.getElementById('locked')
const asks = { Live: 'follow' }

// Somebody has pressed what brings another page (hands the screen over, say): theirs goes first.
const goingSeconds = 3
let isGoing = false
addEventListener('beforeunload', () => {
  isGoing = true
  setTimeout(() => { isGoing = false }, goingSeconds * 1000)
})

// A page that nobody asked for is opened: for some seconds the service takes none for a touch.
globalThis.openByItself = (go) => {
  if (isGoing) return setTimeout(() => globalThis.openByItself(go), goingSeconds * 1000)
  document.cookie = 'itself=1; path=/; max-age=10; samesite=lax'
  go()
}
const open = (address) => globalThis.openByItself(() => location.replace(address))

// Back may find a page of somebody as it was left: it shows nothing until it is asked for again.
if (idling || document.querySelector('a[href="/account/logout/"]')) {
  addEventListener('pagehide', () => { document.body.hidden = true })
  addEventListener('pageshow', ({ persisted }) => { if (persisted) open(location.pathname + location.search) })
}

if (idling) {
  const { awake, token, unlock, who } = idling.dataset
  const warning = idling.firstElementChild
  const limit = Number(idling.dataset.limit)
  const noteSeconds = Math.min(60, limit / 5)
  const warnSeconds = Math.min(unlock ? 60 : 30, limit / 2)
  // After the end no stream tells of anything: that the seat has ended, or what goes home, is asked.
  const isHome = 'home' in idling.dataset
  const askSeconds = isHome ? 2 : 5
  const now = () => Date.now() / 1000
  let endsAt = now() + Number(idling.dataset.left)
  let touchedAt = 0
  let notedAt = endsAt - limit
  let askedAt = 0
  let noteLater
  let isCovered = false
  let left

  // The page is asked for once there is a connection and the service agrees that it is time, or else
  // the page would be what keeps the screen open.
  const goOn = async (isSure) => {
    try {
      const answer = await fetch(awake, { headers: asks })
      if (answer.status >= 500) throw new Error('fault')
      const its = answer.ok ? await answer.json() : { left: 0 }
      // Somebody else has signed in here meanwhile, or nobody has.
      const isTheirs = unlock && String(its.who) === who
      if (!isTheirs && (unlock || isSure || its.left <= 0 || its.left > warnSeconds)) return open(location.pathname + location.search)
      if (isTheirs && its.left > warnSeconds) return uncover(its.left)
      if (isTheirs && its.left <= 0 && !cover.querySelector('form')) show(await (await fetch(unlock)).text())
    } catch {
      // No connection, or a fault of the service: the screen stays empty, and asks again.
    }
    setTimeout(goOn, 1000, isSure)
  }

  const cover = document.createElement('main')
  let title
  cover.id = 'cover'
  cover.className = 'page nhsuk-width-container'

  // The service's own way to show who one is, with what it says of a wrong password.
  const show = (page) => {
    cover.replaceChildren(...new DOMParser().parseFromString(page, 'text/html').querySelector('main').childNodes)
    for (const way of cover.querySelectorAll('a[href^="/"]')) way.target = '_blank'
    cover.querySelector('input:not([type=hidden])')?.focus()
  }
  cover.addEventListener('submit', async (event) => {
    event.preventDefault()
    const body = new URLSearchParams(new FormData(event.target))
    const answer = await fetch(event.target.action, { method: 'POST', body, redirect: 'manual' }).catch(() => null)
    if (answer?.ok) show(await answer.text())
  })

  const uncover = (seconds) => {
    isCovered = false
    endsAt = now() + seconds
    warning.hidden = true
    cover.remove()
    document.title = title
    delete document.body.dataset.locked
    ;(left ?? document.getElementById('main')).focus({ preventScroll: true })
    dispatchEvent(new Event('unlocked'))
  }

  const lock = async (isSure) => {
    if (isCovered) return
    isCovered = true
    clearTimeout(noteLater)
    noteLater = null
    const checklist = document.getElementById('checklist')
    const heading = document.createElement('h1')
    title = document.title
    heading.textContent = document.title = (isSure && idling.dataset.closed) || idling.dataset.locked
    if (unlock) {
      left = document.activeElement
      cover.replaceChildren(heading)
      document.body.append(cover)
      document.body.dataset.locked = ''
      return goOn()
    }
    document.body.replaceChildren(heading)
    // Presses that are on their way are kept first, to be sent when the screen is open again.
    await Promise.race([
      new Promise((done) => setTimeout(done, 1000)),
      new Promise((done) => checklist ? checklist.dispatchEvent(new CustomEvent('keep', { detail: done })) : done())
    ])
    goOn(isSure)
  }
  // The right to this page has ended, whatever for.
  globalThis.emptyScreen = () => lock(true)

  const note = () => {
    clearTimeout(noteLater)
    noteLater = null
    notedAt = now()
    const body = new URLSearchParams({ ago: Math.floor(notedAt - touchedAt) })
    fetch(awake, { method: 'POST', body, keepalive: true, headers: { ...asks, 'X-CSRFToken': token } }).catch(() => {})
  }

  const touch = (event) => {
    // A pointer that lies still is nobody's touch, whatever moves under it.
    const isStill = event.type === 'pointermove' && !event.movementX && !event.movementY
    if (isCovered || !event.isTrusted || isStill) return
    touchedAt = now()
    endsAt = touchedAt + limit
    if (!warning.contains(event.target)) warning.hidden = true
    const inSeconds = notedAt + noteSeconds - touchedAt
    if (inSeconds <= 0) note()
    else noteLater ??= setTimeout(note, inSeconds * 1000)
  }
  for (const each of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'click']) addEventListener(each, touch, { passive: true })

  warning.addEventListener('focusin', ({ relatedTarget }) => { left = relatedTarget ?? left })
  warning.addEventListener('click', () => {
    warning.hidden = true
    ;(left ?? document.getElementById('main')).focus({ preventScroll: true })
  })

  const look = async () => {
    if (isCovered) return
    if (now() >= endsAt) return lock()
    if ((endsAt - now() > warnSeconds && !isHome) || now() - askedAt < askSeconds) return
    askedAt = now()
    const answer = await fetch(awake, { headers: asks }).catch(() => null)
    const its = answer?.ok && await answer.json()
    if (isHome && (its ? its.home !== idling.dataset.home : answer?.status === 404)) return lock(true)
    if (touchedAt > askedAt) return
    if (its) endsAt = now() + its.left
    warning.hidden = endsAt - now() > warnSeconds
  }
  setInterval(look, 500)
  document.addEventListener('visibilitychange', look)

  addEventListener('pagehide', () => { if (noteLater) note() })
}

if (locked) {
  const look = async () => {
    const answer = await fetch(locked.dataset.awake, { headers: asks }).catch(() => null)
    if (answer && answer.status < 500 && !(answer.ok && (await answer.json()).left <= 0)) return open(locked.href)
    setTimeout(look, 2000)
  }
  look()
}
