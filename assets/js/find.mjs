// A field that finds in a long list: what holds every word typed stays, and what is chosen.
for (const part of document.querySelectorAll('[data-find]')) {
  const list = document.getElementById(part.dataset.find)
  const [field, status] = part.querySelectorAll('input, p')
  const groups = [...list.children].map((group) => [group, [...group.children]])
  part.hidden = false

  const find = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
    const fits = ({ text }) => words.every((word) => text.toLowerCase().includes(word))
    const chosen = list.value
    let count = 0
    list.replaceChildren()
    for (const [group, options] of groups) {
      const found = options.filter(fits)
      count += found.length
      group.replaceChildren(...options.filter((each) => found.includes(each) || each.value === chosen))
      if (group.matches('option') || group.children.length) list.append(group)
    }
    list.value = chosen
    status.textContent = words.length ? status.dataset.words.replace('{count}', count) : ''
  }
  field.addEventListener('input', find)
  // Enter would send the form before anything was chosen.
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault()
  })
}
