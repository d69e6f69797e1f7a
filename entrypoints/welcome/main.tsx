// The look shared by all pages comes first: later styles build on it.
import { createPage } from '../pages/create-page.tsx';
import '../../components/welcome/welcome.css';
import { browser } from 'wxt/browser';
import { t } from '../../utils/i18n.ts';
import { worker } from '../../utils/messaging/client.ts';
import { accountItem, applicantItem, settingsItem } from '../../utils/storage/items.ts';

// Imported dynamically: what only this page needs stays out of the code that all pages load.
const [{ Welcome }, { findApplication }] = await Promise.all([
  import('../../components/welcome/welcome.tsx'),
  import('../../utils/storage/secrets.ts'),
]);

const paint = createPage(t('welcome_title'), worker);
const redirect = browser.identity.getRedirectURL();

async function draw() {
  const [account, applicant, settings, application] = await Promise.all([
    accountItem.getValue(),
    applicantItem.getValue(),
    settingsItem.getValue(),
    findApplication(),
  ]);
  paint(
    settings,
    <Welcome
      account={account}
      applicant={applicant}
      settings={settings}
      hasApplication={application !== null}
      redirect={redirect}
    />,
  );
}

for (const item of [accountItem, applicantItem, settingsItem]) item.watch(() => void draw());
// Meanwhile the person may have entered an application in the options.
addEventListener('focus', () => void draw());
void draw();
