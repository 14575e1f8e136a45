# A population to explore a proposal with where no corpus is at hand. Nothing here is measured: kinds, counts and prices
# are round numbers, chosen so that every class and every way of acting occurs near every threshold.

[profile]
title = "sellers, buyers, insiders and users"

# Sold by an outsider or from a position.
[[variant]]
weight = 5
case = { judged = { draw = "day", from = 2018-01-01, until = 2024-12-31 } }
person = [{ id = "p", name = "P", born = 1985-05-01, returned_gains = { draw = "one_of", values = ["all", "part", "none"] }, first_offence = { draw = "one_of", values = [true, false], weights = [3, 1] }, remorse = true }]


[[variant.dataset]]
id = "d"
contains = { draw = "one_of", values = [["name", "phone"], ["name", "id_number"], ["transaction"], ["health"], ["accommodation"], ["whereabouts"], ["credit"], ["biometric"], ["homeowner_list"], ["criminal_record"]], weights = [8, 3, 4, 2, 1, 1, 1, 1, 2, 1] }
items = { draw = "log_normal", median = 900, spread = 7, min = 1, max = 5000000 }
obtained_in = { draw = "one_of", values = ["duty", "service", "none"], weights = [1, 2, 5] }
counts = { persons = { draw = "times", of = "dataset.d.items", by = 0.8 } }

[[variant.act]]
id = "a"
by = ["p"]
does = "sell"
dataset = "d"
on = { draw = "day", from = 2017-06-01, until = 2017-12-31 }
to = { draw = "one_of", values = [["x"], ["x", "y"], ["x", "y", "z"]], weights = [6, 2, 1] }
gains = { draw = "sometimes", chance = 0.9, value = { draw = "one_of", values = [{ draw = "times", of = "dataset.d.items", by = 0.05 }, { draw = "times", of = "dataset.d.items", by = 0.5 }, { draw = "times", of = "dataset.d.items", by = 5 }, { draw = "times", of = "dataset.d.items", by = 50 }], weights = [2, 4, 3, 1] }, otherwise = 0 }

# Sold to someone who used it for a crime.
[[variant]]
weight = 1
case = { judged = { draw = "day", from = 2018-01-01, until = 2024-12-31 } }
person = [{ id = "p", name = "P", born = 1985-05-01 }]

[[variant.dataset]]
id = "d"
contains = { draw = "one_of", values = [["name", "phone"], ["transaction"], ["whereabouts"]], weights = [4, 2, 1] }
items = { draw = "log_normal", median = 300, spread = 7, min = 1, max = 5000000 }
obtained_in = "none"
counts = { persons = { draw = "times", of = "dataset.d.items", by = 0.8 } }

[[variant.act]]
id = "a"
by = ["p"]
does = "sell"
dataset = "d"
on = { draw = "day", from = 2017-06-01, until = 2017-12-31 }
gains = { draw = "one_of", values = [{ draw = "times", of = "dataset.d.items", by = 0.05 }, { draw = "times", of = "dataset.d.items", by = 0.5 }, { draw = "times", of = "dataset.d.items", by = 5 }, { draw = "times", of = "dataset.d.items", by = 50 }], weights = [2, 4, 3, 1] }
recipient_crime = "used"
knew_of_crime = { draw = "one_of", values = ["no", "should_know", "knew"] }

# Bought for a business, and kept.
[[variant]]
weight = 2
case = { judged = { draw = "day", from = 2018-01-01, until = 2024-12-31 } }
person = [{ id = "p", name = "P", born = 1985-05-01 }]

[[variant.dataset]]
id = "d"
contains = { draw = "one_of", values = [["name", "phone"], ["name", "id_number"], ["transaction"]], weights = [4, 2, 1] }
items = { draw = "log_normal", median = 9000, spread = 6, min = 1, max = 5000000 }
counts = { persons = { draw = "times", of = "dataset.d.items", by = 0.9 } }

[[variant.act]]
id = "a"
by = ["p"]
does = "purchase"
dataset = "d"
on = { draw = "day", from = 2017-06-01, until = 2017-12-31 }
purpose = "business"
business = { draw = "one_of", values = ["lawful", "unlawful"], weights = [3, 1] }
profit = { draw = "log_normal", median = 15000, spread = 5, min = 0, max = 5000000 }
cost = { draw = "times", of = "dataset.d.items", by = 0.1 }

# Lawfully held, and used for another purpose.
[[variant]]
weight = 2
case = { judged = { draw = "day", from = 2018-01-01, until = 2024-12-31 } }
person = [{ id = "p", name = "P", kind = "unit" }]

[[variant.dataset]]
id = "d"
contains = { draw = "one_of", values = [["name", "phone"], ["transaction"], ["biometric"]], weights = [4, 3, 1] }
items = { draw = "log_normal", median = 9000, spread = 6, min = 1, max = 5000000 }
obtained_in = "service"
counts = { persons = { draw = "times", of = "dataset.d.items", by = 1 } }

[[variant.act]]
id = "a"
by = ["p"]
does = "use"
dataset = "d"
on = { draw = "day", from = 2017-06-01, until = 2017-12-31 }
purpose = "marketing"
declared_purpose = "other"
use_kind = { draw = "one_of", values = ["marketing", "spam", "price_discrimination", "account_opening", "profiling"] }
profit = { draw = "log_normal", median = 8000, spread = 8, min = 0, max = 5000000 }
