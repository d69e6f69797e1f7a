import type { ComponentChildren } from 'preact';

interface Props {
  href: string | null | undefined;
  class?: string;
  children: ComponentChildren;
}

/** Only a plain web address may become a link. */
export const webUrl = (url: string | null | undefined): string | null =>
  url && /^https:\/\//i.test(url) ? url : null;

/** A page on the web, in a tab of its own; without a plain web address only its words. */
export const Link = ({ href, ...rest }: Props) =>
  webUrl(href) ? <a {...rest} href={href ?? ''} target="_blank" rel="noreferrer" /> : <span {...rest} />;
