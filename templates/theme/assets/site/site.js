// What the pages do beyond being read: colours, filters, copying. All of them work without it.
import { offerCards } from "./card.js";
import { offerColours } from "./colours.js";
import { offerCopies } from "./copy.js";
import { offerFilters } from "./filter.js";

offerCards();
offerColours();
offerCopies();
offerFilters();
