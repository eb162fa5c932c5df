// Presses that wait for the connection, kept through a reload or a closed tab. Only what a press is:
// no name and no words. They are encrypted with a key that no script can read out, and wiped with
// everything else when the screen is handed over or left.
const opened = () => new Promise((resolve, reject) => {
  const asked = indexedDB.open('waiting', 1)
  asked.onupgradeneeded = () => asked.result.createObjectStore('kept')
  asked.onsuccess = () => resolve(asked.result)
  asked.onerror = () => reject(asked.error)
})

const inStore = async (mode, work) => {
  const database = await opened()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction('kept', mode)
      const asked = work(transaction.objectStore('kept'))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

const theKey = async () => {
  const kept = await inStore('readonly', (store) => store.get('key'))
  if (kept) return kept
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  await inStore('readwrite', (store) => store.put(made, 'key'))
  return made
}

// Over plain http, but on this machine, browsers encrypt nothing: then nothing is kept.
if (globalThis.crypto?.subtle && globalThis.indexedDB) {
  globalThis.waiting = {
    async read(conversation) {
      const kept = await inStore('readonly', (store) => store.get(conversation))
      if (!kept) return []
      const words = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv }, await theKey(), kept.words)
      return JSON.parse(new TextDecoder().decode(words))
    },
    async write(conversation, presses) {
      if (!presses.length) return inStore('readwrite', (store) => store.delete(conversation))
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const plain = new TextEncoder().encode(JSON.stringify(presses))
      const words = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await theKey(), plain)
      return inStore('readwrite', (store) => store.put({ iv, words }, conversation))
    }
  }
  // Whoever is asked for a code, or told that they are in no conversation, has left; after the end
  // nothing is sent any more.
  if (document.querySelector('#join, #not-here, [data-home]')) indexedDB.deleteDatabase('waiting')
}
