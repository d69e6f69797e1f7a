// Draws one line by a script, as a popup does.
const line = document.createElement('p');
line.id = 'line';
line.textContent = 'Нет новых откликов';
document.body.append(line);
