// A link to join carries its secret behind the #, where no server and no log sees it.
const join = document.getElementById('join')

if (join && location.hash.length > 1) {
  join.elements.link.value = location.hash.slice(1)
  history.replaceState(null, '', location.pathname)
  join.submit()
}
