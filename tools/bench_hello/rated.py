"""A bare page with one segmented control that redraws a finished chart specification.

The specification and its data for each word come from the file that is named on the command
line (`tools/bench_rating.py` writes it): nothing of the chart is made here.
"""

import json
import sys
from pathlib import Path

import streamlit as st

finished = json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))
words = list(finished["datasets"])
st.set_page_config(layout="wide")
word = st.segmented_control("Rating", words, default=words[0], required=True)
st.vega_lite_chart(
    {**finished["specification"], "datasets": finished["datasets"][word]}, key="radar"
)
