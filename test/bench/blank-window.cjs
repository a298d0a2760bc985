// The peer of bench:start: a blank window of the same runtime, with nothing of ours in it.
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false });
  window.once('ready-to-show', () => window.show());
  void window.loadURL('data:text/html,<title>blank</title><script>addEventListener("load",()=>performance.mark("usable blank"))</script>');
});
