//! Enums whose values have a name each: in JSON, in `inspect`, on the command line, in the documents.

/// An enum with its values, in order, and their names.
macro_rules! closed_list {
    ($(#[$about:meta])* $list:ident: $($(#[$doc:meta])* $name:ident $text:literal,)*) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $list {
            $(#[doc = concat!("`", $text, "`: ")] $(#[$doc])* $name,)*
        }

        impl $list {
            /// All of them, in order.
            pub const ALL: &[$list] = &[$($list::$name,)*];

            /// The name.
            pub const fn as_str(self) -> &'static str {
                match self { $($list::$name => $text,)* }
            }
        }
    };
}
