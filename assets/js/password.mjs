// Shows a typed password on request. Without this module the button stays hidden.
for (const toggle of document.querySelectorAll('.nhsuk-js-password-input-toggle')) {
  const input = document.getElementById(toggle.getAttribute('aria-controls'))
  const words = toggle.closest('[data-module="nhsuk-password-input"]')

  const show = (isShown) => {
    const verb = isShown ? 'hide' : 'show'
    input.type = isShown ? 'text' : 'password'
    toggle.textContent = words.getAttribute(`data-i18n.${verb}-password`)
    toggle.ariaLabel = words.getAttribute(`data-i18n.${verb}-password-aria-label`)
  }

  toggle.hidden = false
  toggle.addEventListener('click', () => show(input.type === 'password'))
  input.form.addEventListener('submit', () => show(false))
}
