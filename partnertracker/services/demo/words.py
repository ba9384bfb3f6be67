"""The words that names are made of. No company of these names is meant."""

FIRST = (
    "Amberline", "Anvil", "Arclight", "Beacon", "Bluestem", "Brightwater", "Cairnstone", "Canopy",
    "Cedarpoint", "Cobalt", "Copperleaf", "Crestline", "Dovetail", "Eastgate", "Elmbridge", "Emberfield",
    "Everline", "Fairhaven", "Ferrous", "Flintlock", "Foxglove", "Gablewood", "Glasswing", "Graniteford",
    "Greyfriar", "Halden", "Harbourline", "Hawthorn", "Hollowbrook", "Inkwell", "Ironwood", "Juniper",
    "Kestrel", "Kingfisher", "Lakeshore", "Lanternfish", "Larkspur", "Lodestone", "Longmeadow", "Marlowe",
    "Meridian", "Millrace", "Moorland", "Nettleford", "Northbank", "Oakhurst", "Orchard Row", "Osprey",
    "Pinecrest", "Plumbline", "Quillon", "Ravenscar", "Redfern", "Riverbend", "Rookery", "Saltmarsh",
    "Sandpiper", "Silverbirch", "Slatepoint", "Southmere", "Stonecrop", "Summerfold", "Tallgrass",
    "Thistledown", "Tidewater", "Trellis", "Umberto", "Vantage", "Waterfall", "Westbrook", "Whitecap",
    "Wildrose", "Willowmere", "Windrush", "Yarrow",
)  # fmt: skip
SECOND = (
    "Systems", "Consulting", "Technologies", "Solutions", "Digital", "Networks", "Software", "Services",
    "Partners", "Analytics", "Cloud", "Data", "Integration", "Resellers", "Advisory", "Labs",
    "Distribution", "Works", "Security", "Automation",
)  # fmt: skip
PLACES = (
    "Alder", "Ash", "Birch", "Bram", "Cald", "Crow", "Dun", "Elm", "Fern", "Glen", "Hart", "Iron", "Kest",
    "Lang", "Marl", "Nettle", "Oak", "Pen", "Quarry", "Raven", "Stone", "Thorn",
)  # fmt: skip
PLACE_ENDS = ("moor", "water", "field", "by", "wick", "haven", "ridge", "mere", "stead", "vale")
TRADES = (
    "Hospital", "Logistics", "Port Authority", "Savings Bank", "Insurance", "University", "Breweries",
    "Water Works", "Airways", "Foods", "Housing", "Energy", "Retail Group", "Steel", "Textiles",
    "Publishing", "Rail", "Museum", "Dairy", "Furniture", "Glass", "Council", "Clinic", "Motors", "Paper",
    "Media", "Pharmacy", "Hotels", "Shipping", "Schools", "Timber", "Chemicals", "Farms", "Legal",
    "Telecom", "Engineering",
)  # fmt: skip
DEALS = (
    "ERP rollout", "Data platform", "Migration", "Security audit", "Analytics", "Support plan",
    "POS upgrade", "Network refresh", "Cloud pilot", "Data warehouse", "Identity", "Backup",
    "Edge sensors", "Field service", "Training", "Integration", "Helpdesk", "CRM rollout",
    "Document archive", "Payroll", "Planning", "Web shop", "Device management", "Call centre",
    "Warehouse scanning", "Procurement", "Reporting", "Disaster recovery", "Workflow", "Mobile app",
    "Fleet tracking", "Maintenance", "Quality control", "Digital signing", "Intranet", "Monitoring",
)  # fmt: skip
PEOPLE_FIRST = (
    "Ada", "Amir", "Beatriz", "Ben", "Carla", "Chen", "Dana", "David", "Elif", "Emil", "Farah", "Felix",
    "Grace", "Hana", "Henrik", "Ines", "Ivan", "Jana", "Karim", "Lena", "Luca", "Mina", "Nils", "Noor",
    "Olga", "Paulo", "Priya", "Rosa", "Sami", "Tomas", "Uma", "Vera", "Wei", "Yusuf", "Zoe",
)  # fmt: skip
PEOPLE_LAST = (
    "Abara", "Berg", "Castro", "Dahl", "Eriksen", "Fontaine", "Garcia", "Haddad", "Ito", "Jensen", "Kaur",
    "Lopes", "Meyer", "Novak", "Okafor", "Petrov", "Quist", "Ricci", "Schmidt", "Tanaka", "Urban",
    "Vogel", "Weber", "Yilmaz", "Zhou",
)  # fmt: skip
MANAGERS = (
    "Anna Keller", "Jonas Lind", "Maya Osei", "Sofia Rossi", "Ravi Menon", "Clara Duval", "Peter Novotny",
    "Leila Haddad", "Oscar Nyberg", "Emma Walsh", "Daniel Costa", "Mei Tanaka",
)  # fmt: skip
LOST_REASONS = (
    "No decision",
    "Price",
    "Competitor",
    "Timing",
    "No budget",
    "Missing feature",
    "Champion left",
)
CERTIFICATES = ("Sales professional", "Implementation specialist", "Solution architect")
REGIONS = ("North America", "EMEA", "EMEA", "UK and Ireland", "APAC", "Latin America")
