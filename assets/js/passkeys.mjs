// Passkeys: the browser asks for a finger, a face, a PIN or a key, and the form sends the answer.
// Without this module the buttons stay hidden. What is no text travels as base64url.
const BINARY = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']

const bytesOf = (words) =>
  Uint8Array.from(atob(words.replace(/-/g, '+').replace(/_/g, '/')), (each) => each.charCodeAt(0))

const wordsOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

const answered = async (address) =>
  (await fetch(address, { headers: { Accept: 'application/json' } })).json()

const asked = async (form) => {
  const { passkeyFrom: address, passkeyOptions: id } = form.dataset
  const found = address ? await answered(address) : JSON.parse(document.getElementById(id).textContent)
  return found.creation_options ?? found.request_options
}

const readable = ({ publicKey }) => {
  const named = (list) => list?.map((each) => ({ ...each, id: bytesOf(each.id) }))
  const options = {
    ...publicKey,
    challenge: bytesOf(publicKey.challenge),
    excludeCredentials: named(publicKey.excludeCredentials),
    allowCredentials: named(publicKey.allowCredentials)
  }
  if (publicKey.user) {
    options.user = { ...publicKey.user, id: bytesOf(publicKey.user.id) }
    // Kept on the device where it can be, so that it also signs in by itself.
    options.authenticatorSelection = { ...publicKey.authenticatorSelection, residentKey: 'preferred' }
  }
  return { publicKey: options }
}

const sendable = (credential) => {
  const response = {}
  for (const name of BINARY) {
    if (credential.response[name]) response[name] = wordsOf(credential.response[name])
  }
  return JSON.stringify({
    id: credential.id,
    rawId: wordsOf(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults()
  })
}

for (const form of document.querySelectorAll('[data-passkey]')) {
  if (!window.PublicKeyCredential) continue
  const trouble = form.querySelector('[data-passkey-trouble]')
  form.querySelector('[data-passkey-without]')?.remove()
  const button = form.querySelector('[data-passkey-go]')
  button.hidden = false
  button.addEventListener('click', () => form.requestSubmit())
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    trouble.textContent = ''
    try {
      const credential = await navigator.credentials[form.dataset.passkey](readable(await asked(form)))
      form.elements.credential.value = sendable(credential)
      form.submit()
    } catch {
      trouble.textContent = trouble.dataset.passkeyTrouble
    }
  })
}
