// An empty worker: it answers what it is sent.
chrome.runtime.onMessage.addListener((message, _sender, respond) => {
  respond(message);
});
