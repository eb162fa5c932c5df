// Copies a text to take elsewhere; without scripts it can be selected by hand.
for (const button of document.querySelectorAll('[data-copy]')) {
  const text = document.getElementById(button.dataset.copy)
  const status = button.parentElement.querySelector('[data-copied]')
  button.hidden = false
  button.addEventListener('click', async () => {
    text.select()
    try {
      await navigator.clipboard.writeText(text.value)
      status.textContent = status.dataset.copied
    } catch {
      status.textContent = ''
      text.focus()
    }
  })
}
