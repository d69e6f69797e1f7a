// An empty worker, which echoes every message.
chrome.runtime.onMessage.addListener((message, _sender, respond) => {
  respond(message);
});
