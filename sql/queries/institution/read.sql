SELECT i.id, i.bin, i.kind, i.name_kk, i.name_ru, i.name_en FROM institution AS i WHERE i.id = $1
