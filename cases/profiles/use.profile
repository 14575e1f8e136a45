# Information lawfully held and then used otherwise, and information bought and used: a population for proposals on illegal
# use. Nothing here is measured: round numbers, chosen so that every design is met on both sides of its figures.

[profile]
title = "users of information"

# A processor uses its customers' information outside the purpose.
[[variant]]
weight = 4
person = [{ id = "p", name = "P", kind = "unit", first_offence = true }]

[[variant.dataset]]
id = "d"
contains = { draw = "one_of", values = [["name", "phone"], ["transaction"], ["health"], ["biometric"], ["whereabouts"]], weights = [5, 3, 1, 1, 1] }
items = { draw = "one_of", values = [8, 60, 400, 700, 3000, 6000, 20000, 60000] }
obtained_in = "service"
counts = { persons = { draw = "times", of = "dataset.d.items", by = 1 } }

[[variant.act]]
id = "a"
by = ["p"]
does = "use"
dataset = "d"
on = 2025-03-01
outside_purpose = true
statutory_basis = { draw = "one_of", values = [false, true], weights = [9, 1] }
use_kind = { draw = "one_of", values = ["marketing", "spam", "price_discrimination", "account_opening", "profiling"] }
harassed = { draw = "one_of", values = [0, 2, 3, 40], weights = [6, 1, 1, 1] }
profit = { draw = "one_of", values = [0, 3000, 30000, 80000] }
gains = { draw = "one_of", values = [0, 3000, 30000, 80000] }

# Somebody buys records, and uses them.
[[variant]]
weight = 3
person = [{ id = "p", name = "P", born = 1985-05-01 }]

[[variant.dataset]]
id = "d"
contains = { draw = "one_of", values = [["name", "phone"], ["name", "id_number"], ["transaction"]], weights = [4, 2, 1] }
items = { draw = "one_of", values = [300, 1200, 4000, 6000, 20000, 60000] }
obtained_in = "none"
counts = { persons = { draw = "times", of = "dataset.d.items", by = 0.9 } }

[[variant.act]]
id = "bought"
by = ["p"]
does = "purchase"
dataset = "d"
on = 2025-02-01
purpose = "business"
business = { draw = "one_of", values = ["lawful", "unlawful"], weights = [3, 1] }
profit = { draw = "one_of", values = [5000, 20000, 60000] }

[[variant.act]]
id = "used"
by = ["p"]
does = "use"
dataset = "d"
on = 2025-03-01
use_kind = { draw = "one_of", values = ["marketing", "spam", "account_opening", "fraud"], weights = [5, 3, 1, 1] }
harassed = { draw = "one_of", values = [0, 5], weights = [3, 1] }
gains = 0

# A hospital or a health authority acts under the law: no offence under any proposal.
[[variant]]
weight = 1
person = [{ id = "p", name = "P", kind = "unit" }]

[[variant.dataset]]
id = "d"
contains = ["health"]
items = { draw = "one_of", values = [400, 6000, 60000] }
obtained_in = "duty"
counts = { persons = { draw = "times", of = "dataset.d.items", by = 1 } }

[[variant.act]]
id = "a"
by = ["p"]
does = "use"
dataset = "d"
on = 2025-03-01
statutory_basis = true
use_kind = "other"
gains = 0
