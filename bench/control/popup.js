// One line, from a script as a popup's are.
const line = document.createElement('p');
line.id = 'line';
line.textContent = 'Нет новых откликов';
document.body.append(line);
