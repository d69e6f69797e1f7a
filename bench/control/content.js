// An empty content script: what any extension costs a page of hh.
