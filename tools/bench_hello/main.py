"""Four trivial pages under a navigation; the second echoes what is typed into it."""

import streamlit as st


def hello() -> None:
    st.title("Hello")
    st.write("The first page says hello.")


def echo() -> None:
    st.title("Echo")
    echoing()


@st.fragment
def echoing() -> None:
    said = st.text_input("Say something", key="said", live="100ms")
    with st.container(key="echoed"):
        st.write(f"You said: {said}")


def third() -> None:
    st.title("Third")
    st.write("The third page says that it is the third.")


def fourth() -> None:
    st.title("Fourth")
    st.write("The fourth page says that it is the last.")


st.navigation(
    [
        st.Page(hello, title="Hello", default=True),
        st.Page(echo, title="Echo"),
        st.Page(third, title="Third"),
        st.Page(fourth, title="Fourth"),
    ],
    position="top",
).run()
