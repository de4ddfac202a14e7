//! From bytes to text, and the views of a text that the other rooms read.
