// Says when what is shown may be out of date, and takes it back when it is not any more.
const lost = document.getElementById("lost");

document.addEventListener("htmx:error", () => {
  lost.textContent = lost.dataset.gone;
  lost.hidden = false;
});
document.addEventListener("htmx:after:request", (event) => {
  lost.hidden = event.detail.ctx.response.status < 400;
});
