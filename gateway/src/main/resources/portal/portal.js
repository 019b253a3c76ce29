// Shows the operations of the service that is chosen; /docs?service=basket-service chooses one at once.
'use strict';

const choice = document.getElementById('service');
const message = document.getElementById('message');
const asked = new URLSearchParams(location.search).get('service');
if ([...choice.options].some(option => option.value === asked)) {
  choice.value = asked;
}

const ui = SwaggerUIBundle({
  dom_id: '#operations',
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  validatorUrl: null,
});

// Swagger UI leaves some of its controls without a name for those who do not see them
new MutationObserver(() => {
  for (const choices of document.querySelectorAll('#operations tr[data-param-name] select:not([aria-label])')) {
    choices.setAttribute('aria-label', choices.closest('tr').dataset.paramName);
  }
  document.querySelector('#operations .close-modal:not([aria-label])')?.setAttribute('aria-label', 'Close');
}).observe(document.getElementById('operations'), { childList: true, subtree: true });

async function show() {
  const service = choice.value;
  const address = `/docs/openapi/${service}.json`;
  message.textContent = `Reading ${address}`;
  const answer = await fetch(address).catch(() => null);
  const text = answer?.ok ? await answer.text() : null;
  if (service !== choice.value) {
    return; // another one was chosen meanwhile
  }
  message.textContent = text ? '' : `${service} does not answer now; choose it again in a minute.`;
  if (text) {
    ui.specActions.updateUrl(address);
    ui.specActions.updateSpec(text);
  }
}

choice.addEventListener('change', () => {
  history.replaceState(null, '', `?service=${choice.value}`);
  show();
});
show();
