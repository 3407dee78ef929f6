"""Guide: how this ladder is used here, as its keepers wrote it."""

import streamlit as st

from explorer.render.guide_html import GUIDE_TITLE, guide_html, guide_title
from explorer.text.markdown_escape import escape_markdown
from explorer.text.translation import gettext as _
from explorer.ui import layout, url_sync
from explorer.ui.url_state import GuideUrl

context = layout.page_context()
url = url_sync.read(GuideUrl)
now = context.named(GuideUrl(view=url.view))
guide = context.ladder.guide
layout.heading(escape_markdown(guide_title(guide, GUIDE_TITLE)), context, layout.GUIDE, now)
url_sync.push_url("guide", now)
if guide.strip():
    st.html(context.once(("guide",), lambda: guide_html(guide)))
else:
    st.info(
        _("This ladder has no guide: a file guide.md beside its ladder.yaml would be shown here.")
    )
