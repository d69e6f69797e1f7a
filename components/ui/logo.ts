/** Our logo, 20 by 20 px: the blue bubble with the arrow. */
export const logo = {
  bubble:
    'M4 1.5h12A2.5 2.5 0 0 1 18.5 4v8.5A2.5 2.5 0 0 1 16 15H9.5l-4 3.8V15H4a2.5 2.5 0 0 1-2.5-2.5V4A2.5 2.5 0 0 1 4 1.5z',
  arrow: 'M8.3 4.8L5 7.8l3.3 3M5.4 7.8H11c2.6 0 4 1.3 4 3.6',
};
