"""Lives: people, things and hidden operations on an online-work platform; the tables follow from them."""
