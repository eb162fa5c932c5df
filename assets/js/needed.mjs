// A medicine that was asked for by its name is shown whole.
const asked = location.hash && document.getElementById(location.hash.slice(1))?.querySelector('.compared__more')
if (asked) asked.open = true

// A group of fields unfolds when an answer makes it needed; closing it again is left to people.
addEventListener('change', ({ target }) => {
  for (const group of document.querySelectorAll('[data-opened-by]')) {
    if (group.dataset.openedBy.split(' ').includes(`${target.name}:${target.value}`)) group.open = true
  }
})
